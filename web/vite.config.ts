import { defineConfig } from "vite";

/** What every chart is drawn with compresses better, and comes in fewer requests, as one file than as six. */
const charts = {
  name: "charts",
  test: /web\/charts\/(chart|chart-words|svg|text-width|marks|scale|axis|whisker|sparkline)\.ts$|node_modules\/(d3-|internmap)/,
};

/** What views write figures with: seven small files, of which most views read all. What they import stays where the page reads it. */
const figures = {
  name: "figures",
  includeDependenciesRecursively: false,
  test: /web\/parts\/(change|chart|figure|group-name|number|series-line|table)\.tsx$/,
};

/** The page for a browser; with `--ssr` the same views for Node, which freezes a report into one file. */
export default defineConfig(({ isSsrBuild }) => ({
  root: import.meta.dirname,
  logLevel: "warn",
  build: isSsrBuild
    ? { outDir: "../dist/web/frozen", emptyOutDir: true, target: "node20", rollupOptions: { input: "frozen.tsx" } }
    : {
        outDir: "../dist/web/page",
        emptyOutDir: true,
        target: "es2022",
        assetsInlineLimit: 0,
        modulePreload: false,
        rolldownOptions: { output: { codeSplitting: { groups: [charts, figures] } } },
      },
  // What the frozen page is made with travels in it, so that the package needs none of it.
  ssr: { noExternal: true },
}));
