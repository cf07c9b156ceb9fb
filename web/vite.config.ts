import { defineConfig } from "vite";

/** The page for a browser; with `--ssr` the same views for Node, which freezes a report into one file. */
export default defineConfig(({ isSsrBuild }) => ({
  root: import.meta.dirname,
  logLevel: "warn",
  build: isSsrBuild
    ? { outDir: "../dist/web/frozen", emptyOutDir: true, target: "node20", rollupOptions: { input: "frozen.tsx" } }
    : { outDir: "../dist/web/page", emptyOutDir: true, target: "es2022", assetsInlineLimit: 0, modulePreload: false },
  // What the frozen page is made with travels in it, so that the package needs none of it.
  ssr: { noExternal: true },
}));
