/** The data endpoints: who gets which rows, in which form, and what is said of bad input. */
import { ask, cookieOf, type Person, people } from "../../support/ask";
import { expect, test } from "../../support/test";

type Allowed = Record<string, readonly Person[]>;

/** Written out, and not read from the registry: who may see what is what is tested. */
const allowed: Allowed = {
  climate: people,
  weather: ["carol", "alice", "bob", "admin"],
  flights: ["alice", "admin"],
  markets: ["bob", "admin"],
};
const columns: Record<string, string> = {
  "climate/co2": "month,co2,adjusted",
  "climate/co2-by-year": "year,mean,months",
  "climate/seasonal-cycle": "month,difference",
  "climate/temperature": "year,anomaly,decadeMean",
  "weather/days": "day,low,high,mean,rain,kind",
  "weather/rain": "month,rain,wetDays,days",
  "weather/kinds": "month,kind,days",
  "flights/hours": "weekday,hour,flights,meanDelay",
  "flights/distribution": "from,flights",
  "flights/airports": "airport,city,flights,meanDelay,lateShare",
  "flights/days": "day,flights,meanDelay,lateShare",
  "markets/index": "day,close,mean50,mean200,drawdown",
  "markets/stocks": "stock,month,price,rebased",
};

for (const path of Object.keys(columns)) {
  const [dashboard = ""] = path.split("/");
  for (const person of people) {
    const may = allowed[dashboard]?.includes(person) ?? false;
    const status = may ? 200 : person === "nobody" ? 401 : 403;
    test(`${path} answers ${person} with ${status}`, async ({ server }) => {
      const headers = await cookieOf(server, person);
      const response = await ask(server, `/api/data/${path}`, { headers });
      expect(response.status).toBe(status);
      expect(response.headers.get("cache-control")).toBe("private, no-store");
      const body = await response.json();
      if (may) {
        expect(body.rows.length).toBeGreaterThan(0);
        expect(body.count).toBe(body.rows.length);
        expect(Object.keys(body.rows[0])).toEqual(columns[path]?.split(","));
      } else {
        const code = status === 401 ? "sign-in-required" : "forbidden";
        expect(response.headers.get("content-type")).toBe("application/problem+json");
        expect(body).toEqual({ status, code, title: expect.any(String) });
      }
    });
  }

  test(`${path} comes as CSV with the same rows`, async ({ server }) => {
    const headers = await cookieOf(server, "admin");
    const csv = await ask(server, `/api/data/${path}?format=csv`, { headers });
    const json = await ask(server, `/api/data/${path}?format=json`, { headers });
    expect(csv.status).toBe(200);
    expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const name = `${path.replace("/", "-")}.csv`;
    expect(csv.headers.get("content-disposition")).toBe(`attachment; filename="${name}"`);
    expect(csv.headers.get("cache-control")).toBe("private, no-store");
    expect(csv.headers.get("x-content-type-options")).toBe("nosniff");
    const lines = (await csv.text()).split("\r\n");
    expect(lines[0]).toBe(columns[path]);
    expect(lines.at(-1)).toBe("");
    expect(lines.length - 2).toBe((await json.json()).count);
    // No text that a spreadsheet would run, while numbers below zero stay numbers.
    const cells = lines.slice(1, -1).flatMap((line) => line.split(","));
    const formulas = cells.filter((cell) => /^"?[=+@\t-]/.test(cell) && Number.isNaN(Number(cell)));
    expect(formulas).toEqual([]);
  });
}

const invalid: Record<string, string[]> = {
  "climate/co2?from=abc": ["from"],
  "climate/co2?from=1700": ["from"],
  "climate/co2?to=99999": ["to"],
  "climate/co2?from=2000&to=1990": ["to"],
  "climate/co2?from=x&to=y": ["from", "to"],
  "climate/co2?from=1990&from=1991": ["from"],
  "climate/co2?from=1e3": ["from"],
  "climate/co2?format=xml": ["format"],
  "climate/co2?format=json&format=csv": ["format"],
  "climate/co2?format=xml&from=abc": ["format", "from"],
  "weather/days?year=1999": ["year"],
  "weather/rain?month=13": ["month"],
  "weather/kinds?year=1999&month=13": ["month", "year"],
  "flights/hours?airport=TOOLONG": ["airport"],
  "flights/hours?airport=%27%3B--": ["airport"],
  "flights/days?from=2001-02-30": ["from"],
  "flights/days?to=2002-01-01": ["to"],
  "flights/days?distance=far": ["distance"],
  "flights/airports?from=2001-03-01&to=2001-02-01": ["to"],
  "flights/distribution?airport=1&from=1&to=1&distance=1": ["airport", "distance", "from", "to"],
  "markets/stocks?stock=TSLA": ["stock"],
  "markets/stocks?stock=": ["stock"],
  "markets/index?from=yesterday": ["from"],
};

for (const [path, fields] of Object.entries(invalid)) {
  test(`${path} names ${fields.join(", ")}`, async ({ server }) => {
    const headers = await cookieOf(server, "admin");
    const response = await ask(server, `/api/data/${path}`, { headers });
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    const body = await response.json();
    expect(body).toMatchObject({ status: 400, code: "invalid-input" });
    expect(Object.keys(body.fields).sort()).toEqual(fields);
    for (const words of Object.values(body.fields)) expect(words).toEqual([expect.any(String)]);
  });
}

test("whoever may not see a dataset is not told what is wrong with the question", async ({
  server,
}) => {
  const nobody = await ask(server, "/api/data/markets/index?from=x");
  expect(nobody.status).toBe(401);
  const alice = await cookieOf(server, "alice");
  const response = await ask(server, "/api/data/markets/index?from=x", { headers: alice });
  expect(response.status).toBe(403);
  expect(await response.json()).not.toHaveProperty("fields");
});

for (const path of [
  "none/none",
  "climate/none",
  "flights/none",
  "climate/constructor",
  "climate/__proto__",
  "__proto__/co2",
  "climate/co2/more",
]) {
  test(`${path} is nothing, and nobody learns that`, async ({ server }) => {
    const nobody = await ask(server, `/api/data/${path}`);
    expect(nobody.status).toBe(401);
    expect(await nobody.json()).toMatchObject({ status: 401, code: "sign-in-required" });
    const headers = await cookieOf(server, "admin");
    const admin = await ask(server, `/api/data/${path}`, { headers });
    expect(admin.status).toBe(404);
    expect(await admin.json()).toMatchObject({ status: 404, code: "not-found" });
  });
}

test("filters are applied", async ({ server }) => {
  const response = await ask(server, "/api/data/climate/co2-by-year?from=1990&to=1992");
  const { rows, filters } = await response.json();
  expect(rows.map(({ year }: { year: number }) => year)).toEqual([1990, 1991, 1992]);
  expect(filters).toEqual({ from: 1990, to: 1992 });
});

test("an empty field counts as not given", async ({ server }) => {
  const { filters } = await (await ask(server, "/api/data/climate/co2?from=&to=1999")).json();
  expect(filters).toEqual({ from: 1880, to: 1999 });
});
