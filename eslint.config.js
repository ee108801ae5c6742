import js from "@eslint/js";
import prettier from "eslint-config-prettier";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { readImportRules } from "./dev/read-import-rules.ts";
import { restrictedImports } from "./dev/restricted-imports.ts";

const importRules = readImportRules(import.meta.dirname);

export default tseslint.config(
  {
    ignores: ["build/", "release/", "playwright-report/", "test-results/"],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true },
      ],
      // `import type` disappears at run time, so a handler typed async without an await is the common shape of a port.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      // The language here has no enums (erasable syntax only), and looking for them took a third of the time.
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
      "no-console": "error",
      "no-restricted-exports": [
        "error",
        { restrictDefaultExports: { direct: true, named: true } },
      ],
      eqeqeq: "error",
    },
  },
  {
    files: ["src-renderer/**/*.{ts,tsx}"],
    extends: [reactHooks.configs.flat["recommended-latest"]],
  },
  {
    // A global that is a property of globalThis can only be declared with var.
    files: ["**/*.d.ts"],
    rules: { "no-var": "off" },
  },
  {
    // Programs for a terminal speak through the console.
    files: [
      "dev/**/*.ts",
      "src-companion/cli/**/*.ts",
      "src-companion/start-server.ts",
      "test/**/*.ts",
      "*.config.ts",
    ],
    rules: { "no-console": "off" },
  },
  ...importRules.map((rule) => ({
    files: [`${rule.from}/**/*.{ts,tsx}`],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: restrictedImports(rule, importRules) },
      ],
    },
  })),
  {
    files: ["src-main/electron/preload.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: "^(?!electron$)",
              message:
                "The preload is one sandboxed file: three functions over ipcRenderer, nothing else.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["dev/browser-host/page-pipe.js"],
    languageOptions: {
      sourceType: "script",
      globals: {
        WebSocket: "readonly",
        location: "readonly",
        window: "readonly",
      },
    },
  },
  {
    // These tools look for a default export.
    files: ["*.config.ts", "*.config.js"],
    rules: { "no-restricted-exports": "off" },
  },
  prettier,
);
