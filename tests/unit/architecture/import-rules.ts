/** Who may import what. Each rule gives its errors in words. */
import { importsOf, type SourceFile, withoutComments } from "./source-files";

/** Files under `from` never import what matches `never`; those that match `except` may. */
interface ImportRule {
  says: string;
  from: RegExp;
  never: RegExp;
  except?: RegExp;
}

const APP = /^(app|components|lib|middleware)(\/|\.|$)/;

export const importRules: ImportRule[] = [
  { says: "lib imports neither app nor components", from: /^lib\//, never: /^(app|components)\// },
  {
    says: "components import neither app, nor what knows of sessions and databases",
    from: /^components\//,
    never: /^(app|lib\/(guards|sign-in|session|people|audit|db|data))\//,
  },
  {
    says: "the app imports neither scripts nor tests",
    from: APP,
    never: /^(scripts|tests)\//,
  },
  {
    says: "only lib/sign-in/core/next-auth.ts imports next-auth's server side",
    from: APP,
    never: /^next-auth(?!\/react)(\/|$)/,
    except: /^lib\/sign-in\/core\/next-auth(-types\.d)?\.ts$/,
  },
  {
    says: "only lib/db, prisma and tests import Prisma",
    from: /./,
    never: /^(@prisma\/|prisma(\/config)?$|lib\/db\/generated)/,
    except: /^(lib\/db|prisma|tests)\/|^prisma\.config\.ts$/,
  },
  {
    says: "only components/chart imports Plotly",
    from: /./,
    never: /^(plotly\.js|react-plotly\.js)(\/|$)/,
    except: /^components\/chart\//,
  },
  {
    says: "only lib/data imports DuckDB",
    from: /./,
    never: /^@duckdb\//,
    except: /^lib\/data\//,
  },
  {
    says: "only lib/data reaches a connection: everybody else asks query(), as somebody",
    from: /^(app|components|lib|middleware)(\/|\.)/,
    never: /^lib\/data\/(instance|run-statement|result-cache)$/,
    except: /^lib\/data\//,
  },
];

/** Imports that break a rule, as `file → import`. */
export function importViolations(
  { from, never, except }: ImportRule,
  files: SourceFile[],
): string[] {
  return files
    .filter(({ path }) => from.test(path) && !except?.test(path))
    .flatMap((file) =>
      importsOf(file)
        .filter((name) => never.test(name))
        .map((name) => `${file.path} → ${name}`),
    );
}

/** A dashboard's imports from another dashboard's folder. */
export function dashboardViolations(files: SourceFile[]): string[] {
  const folder = /^app\/\(dashboards\)\/dashboards\/([^/]+)\//;
  return files.flatMap((file) => {
    const own = folder.exec(file.path)?.[1];
    if (!own) return [];
    return importsOf(file)
      .filter((name) => (folder.exec(name)?.[1] ?? own) !== own)
      .map((name) => `${file.path} → ${name}`);
  });
}

/** The build writes the prefix of the site into the second, which browsers run as well. */
const MAY_READ_ENVIRONMENT = /^lib\/(config\/env|http\/site-path)\.ts$/;

/** App code outside of lib/config/env.ts that reads the environment. */
export function environmentViolations(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => APP.test(path) && !MAY_READ_ENVIRONMENT.test(path))
    .filter(({ text }) => /\bprocess\s*(\?\.|\.|\[)\s*["'`]?env\b/.test(withoutComments(text)))
    .map(({ path }) => path);
}
