/** Figures in the colours of the theme. */
import { expect, test } from "vitest";
import type { Figure } from "@/components/chart/figure";
import { packedDays } from "@/components/chart/packed";
import { type ChartTheme, paint } from "@/components/chart/paint";

const theme: ChartTheme = {
  colours: {
    ink: "#111111",
    muted: "#222222",
    grid: "#333333",
    surface: "#444444",
    accent: "#555555",
    "series-1": "#0080ff",
    "series-2": "#ff8000",
    "series-3": "#000003",
    "series-4": "#000004",
    "series-5": "#000005",
    "series-6": "#000006",
  },
  font: "Inter",
  touch: false,
};
const figure: Figure = {
  data: [
    {
      type: "bar",
      name: "ink",
      x: ["grid"],
      marker: { color: ["series-1", "series-2/50"], line: { color: "#abcdef" } },
      colorscale: [
        [0, "surface"],
        [1, "accent"],
      ],
    },
  ],
  layout: { xaxis: { title: { text: "ink" }, type: "date" }, yaxis: { gridcolor: "series-3" } },
};

test("names of tokens become colours where colours go, and nowhere else", () => {
  const [trace] = paint(figure, theme).data;
  expect(trace).toEqual({
    type: "bar",
    name: "ink",
    x: ["grid"],
    marker: { color: ["#0080ff", "rgba(255,128,0,0.5)"], line: { color: "#abcdef" } },
    colorscale: [
      [0, "#444444"],
      [1, "#555555"],
    ],
  });
});

test("the house style lies under the figure's own layout", () => {
  const { layout } = paint(figure, theme);
  expect(layout).toMatchObject({
    paper_bgcolor: "#444444",
    xaxis: { type: "date", title: { text: "ink", standoff: 10, font: { color: "#222222" } } },
    yaxis: { gridcolor: "#000003", automargin: true },
  });
});

test("packed days become milliseconds", () => {
  const days = { type: "scatter", x: packedDays(["1969-12-31", "2020-02-29"]) } as const;
  const [trace] = paint({ data: [days], layout: {} }, theme).data as { x: Float64Array }[];
  expect([...(trace?.x ?? [])]).toEqual([-86_400_000, Date.UTC(2020, 1, 29)]);
});

test("keys out of data can't reach prototypes", () => {
  const layout = JSON.parse(
    '{"__proto__": {"polluted": true}, "xaxis": {"constructor": {"a": 1}}}',
  );
  const painted = paint({ data: [], layout }, theme);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect((painted.layout as { polluted?: boolean }).polluted).toBeUndefined();
});

test("fingers don't zoom", () => {
  expect(paint(figure, { ...theme, touch: true }).layout.dragmode).toBe(false);
});
