/** The people of the local provider, and their groups. They live as long as the process does. */

export interface SamplePerson {
  /** The subject: what the provider promises never to give to anybody else. */
  sub: string;
  preferred_username: string;
  name: string;
  email: string;
  email_verified: boolean;
  groups: string[];
  /** Claims beside the usual ones, for trying other providers' ways. */
  [claim: string]: unknown;
}

export type People = Map<string, SamplePerson>;

/** Ada, Grace, Linus and Edsger, by subject. `domain` keeps two providers' people apart. */
export function samplePeople(domain: string): People {
  const person = (username: string, name: string, groups: string[]): [string, SamplePerson] => [
    username,
    {
      sub: username,
      preferred_username: username,
      name,
      email: `${username}@${domain}`,
      email_verified: true,
      groups,
    },
  ];
  return new Map([
    person("ada", "Ada Lovelace", ["analysts", "finance"]),
    person("grace", "Grace Hopper", ["analysts"]),
    person("edsger", "Edsger Dijkstra", ["finance"]),
    person("linus", "Linus Pauling", []),
  ]);
}
