/** Rows of dashboards: each column declared once, each reader asked once per view. */
import type { SourceFile } from "./source-files";
import { nodesOf, parsed } from "./syntax";

const DASHBOARD = /^app\/\(dashboards\)\/dashboards\/[^/]+\//;

/** Schemas of rows in a data.ts that name columns beside the SQL they come from. */
export function columnFaults(files: readonly SourceFile[]): string[] {
  return inDashboards(files, /\/data\.ts$/).flatMap((file) =>
    nodesOf(parsed(file).program).flatMap((node) => {
      if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return [];
      const { object, property } = node.callee;
      const isSchema =
        object.type === "Identifier" &&
        object.name === "z" &&
        property.type === "Identifier" &&
        /^(strict|loose)?object$/i.test(property.name);
      return isSchema ? [`${file.path}: a row that isn't made by defineRow()`] : [];
    }),
  );
}

/** Calls of a data.ts from what is shown: parts of a page that show the same rows would each read them. */
export function viewFaults(files: readonly SourceFile[]): string[] {
  return inDashboards(files, /\.tsx$/).flatMap((file) => {
    const { program, imports } = parsed(file);
    return nodesOf(program).flatMap((node) => {
      if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return [];
      const { name } = node.callee;
      const isReader = imports.get(name)?.from.endsWith("/data") === true;
      return isReader ? [`${file.path}: reads ${name} by itself, not by viewRows()`] : [];
    });
  });
}

function inDashboards(files: readonly SourceFile[], which: RegExp): SourceFile[] {
  return files.filter(({ path }) => DASHBOARD.test(path) && which.test(path));
}
