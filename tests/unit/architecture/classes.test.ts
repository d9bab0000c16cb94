/** Class names are joined in one way. */
import { describe, expect, it } from "vitest";
import { classViolations } from "./class-rules";
import { sourceFiles } from "./source-files";

const inFile = (text: string, path = "components/a.tsx") => classViolations([{ path, text }]);

it("everything joins class names by classNames()", () => {
  expect(classViolations(sourceFiles())).toEqual([]);
});

describe("classViolations notices", () => {
  it.each([
    `const a = <p className={\`x \${b}\`} />;`,
    'const a = <p className={"x " + b} />;',
    'const a = <p className={["x", b].join(" ")} />;',
    'const a = <p className={"x".concat(b)} />;',
    `const a = <p className={b ? \`x \${b}\` : undefined} />;`,
    `const a = <Menu panelClassName={\`x \${b}\`} />;`,
    `const a = <p {...{ className: \`x \${b}\` }} />;`,
    `const c = \`x \${b}\`;\nconst a = <p className={c} />;`,
    `const a = <p className={wide && \`x \${classNames(b)}\`} />;`,
  ])("%j", (text) => {
    expect(inFile(text)).toHaveLength(1);
  });
});

describe("classViolations lets pass", () => {
  it.each([
    'const a = <p className="x y" />;',
    "const a = <p className={`x`} />;",
    'const a = <p className={classNames("x", b && "y")} />;',
    `const a = <p className={classNames(\`x-\${b}\`)} />;`,
    'const c = classNames("x", b);\nconst a = <p className={c} />;',
    'const a = <p className={wide ? "x" : "y"} />;',
    `const a = <p className={className} title={\`x \${b}\`} />;`,
  ])("%j", (text) => {
    expect(inFile(text)).toEqual([]);
  });

  it("what is no part of a page", () => {
    expect(inFile(`const a = <p className={\`x \${b}\`} />;`, "tests/unit/a.tsx")).toEqual([]);
  });
});
