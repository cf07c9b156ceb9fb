import { expect, test } from "vitest";
import { findChromium } from "../../scripts/chromium.mjs";
import { openChromium } from "./chromium.ts";

test("the browser is found, and shows a page", async () => {
  await using browser = await openChromium();
  const page = await browser.newPage();
  await page.setContent("<h1>Afterword</h1>");
  expect(await page.getByRole("heading").textContent()).toBe("Afterword");
});

test("a browser that is named goes before those that are found; without any there is none", () => {
  expect(findChromium({ AFTERWORD_CHROMIUM: "/opt/chrome", PATH: "/usr/bin" })).toBe("/opt/chrome");
  expect(findChromium({ PATH: "/nowhere" }, [])).toBeNull();
});
