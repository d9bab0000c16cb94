/** What nginx is told: the `location` is the one that docs/single-sign-on.md gives. */

export interface NginxOptions {
  port: number;
  /** Path under which the server is, such as `/foyer`. */
  prefix: string;
  /** The server's own address, such as `http://127.0.0.1:3000`. */
  upstream: string;
}

/** A whole configuration, in which every file is in `folder`. */
export function nginxConfiguration(folder: string, { port, prefix, upstream }: NginxOptions) {
  const kept = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `  ${name}_temp_path ${folder}/${name};`,
  );
  return `daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events {}
http {
  access_log off;
  client_body_buffer_size 64k;
${kept.join("\n")}
  server {
    listen 127.0.0.1:${port} ssl;
    server_name localhost;
    ssl_certificate ${folder}/certificate.pem;
    ssl_certificate_key ${folder}/key.pem;
    location = / {
      default_type text/plain;
      return 200 "another site";
    }
    location ${prefix} {
      proxy_pass ${upstream};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    }
  }
}
`;
}
