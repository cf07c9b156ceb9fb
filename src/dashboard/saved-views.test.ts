import { join } from "node:path";
import { expect, test } from "vitest";
import { newFolder } from "../../test/new-folder.ts";
import { createSavedViews } from "./saved-views.ts";

test("the first view of a user, whose folder is not there yet, is saved", async () => {
  const file = join(newFolder(), ".config", "afterword", "views-1.json");
  const view = { name: "Low", url: "/queues?since=28d" };
  await createSavedViews(file).of(null).save(view);
  expect(await createSavedViews(file).of(null).read()).toEqual([view]);
});
