import { expect, test } from "vitest";
import { renderFrozen } from "./frozen.tsx";

test("renders without a browser", () => expect(renderFrozen()).toContain("<h1>Afterword</h1>"));
