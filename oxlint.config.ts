import { defineConfig, type OxlintConfig } from "oxlint";
import { readImportRules } from "./dev/read-import-rules.ts";
import { restrictedImports } from "./dev/restricted-imports.ts";

const importRules = readImportRules(import.meta.dirname);

/** What the type checker cannot see: values of type any, promises nobody waits for, conditions that never change. */
const typeAware = [
  "await-thenable",
  "no-array-delete",
  "no-base-to-string",
  "no-deprecated",
  "no-duplicate-type-constituents",
  "no-floating-promises",
  "no-for-in-array",
  "no-implied-eval",
  "no-meaningless-void-operator",
  "no-misused-promises",
  "no-misused-spread",
  "no-mixed-enums",
  "no-redundant-type-constituents",
  "no-unnecessary-boolean-literal-compare",
  "no-unnecessary-condition",
  "no-unnecessary-template-expression",
  "no-unnecessary-type-arguments",
  "no-unnecessary-type-assertion",
  "no-unnecessary-type-conversion",
  "no-unnecessary-type-parameters",
  "no-unsafe-argument",
  "no-unsafe-assignment",
  "no-unsafe-call",
  "no-unsafe-enum-comparison",
  "no-unsafe-member-access",
  "no-unsafe-return",
  "no-unsafe-unary-minus",
  "no-useless-default-assignment",
  "only-throw-error",
  "prefer-promise-reject-errors",
  "prefer-reduce-type-parameter",
  "prefer-return-this-type",
  "related-getter-setter-pairs",
  "restrict-plus-operands",
  "return-await",
  "unbound-method",
  "use-unknown-in-catch-callback-variable",
];

const syntax = [
  "ban-ts-comment",
  "consistent-type-imports",
  "no-dynamic-delete",
  "no-empty-object-type",
  "no-explicit-any",
  "no-extraneous-class",
  "no-invalid-void-type",
  "no-namespace",
  "no-non-null-asserted-nullish-coalescing",
  "no-non-null-assertion",
  "no-require-imports",
  "no-unnecessary-type-constraint",
  "no-unsafe-function-type",
  "prefer-literal-enum-member",
  "unified-signatures",
];

const javascript = [
  "eqeqeq",
  "no-array-constructor",
  "no-case-declarations",
  "no-console",
  "no-empty",
  "no-fallthrough",
  "no-prototype-builtins",
  "no-redeclare",
  "no-regex-spaces",
  "no-unexpected-multiline",
  "no-useless-constructor",
  "no-var",
  "prefer-const",
  "prefer-rest-params",
  "prefer-spread",
  "preserve-caught-error",
];

const hooks = [
  "error-boundaries",
  "exhaustive-deps",
  "globals",
  "immutability",
  "incompatible-library",
  "preserve-manual-memoization",
  "refs",
  "rules-of-hooks",
  "set-state-in-effect",
  "set-state-in-render",
  "static-components",
  "unsupported-syntax",
  "use-memo",
  "void-use-memo",
];

export default defineConfig({
  ignorePatterns: ["build/", "release/", "playwright-report/", "test-results/"],
  // `typeCheck` reports the compiler's own errors as well: one pass over the programs for lint and types.
  options: {
    typeAware: true,
    typeCheck: true,
    denyWarnings: true,
    reportUnusedDisableDirectives: "error",
  },
  plugins: ["eslint", "typescript", "react"],
  categories: { correctness: "error" },
  rules: {
    ...errors("typescript", typeAware),
    ...errors("typescript", syntax),
    ...errors("eslint", javascript),
    // Here only strings and numbers of one digit count are sorted.
    "typescript/require-array-sort-compare": "off",
    "typescript/no-confusing-void-expression": [
      "error",
      { ignoreArrowShorthand: true },
    ],
    "typescript/restrict-template-expressions": [
      "error",
      { allowNumber: true },
    ],
    "typescript/switch-exhaustiveness-check": [
      "error",
      { considerDefaultExhaustiveForUnions: true },
    ],
    "eslint/no-restricted-exports": [
      "error",
      { restrictDefaultExports: { direct: true, named: true } },
    ],
  },
  overrides: [
    {
      files: ["src-renderer/**/*.{ts,tsx}"],
      rules: {
        ...errors("react", hooks),
        // Sentences that count the days left read the clock while they are drawn.
        "react/purity": "off",
      },
    },
    {
      // A global that is a property of globalThis can only be declared with var.
      files: ["**/*.d.ts"],
      rules: { "eslint/no-var": "off" },
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
      rules: { "eslint/no-console": "off" },
    },
    ...importRules.map((rule) => ({
      files: [`${rule.from}/**/*.{ts,tsx}`],
      rules: {
        "eslint/no-restricted-imports": [
          "error" as const,
          { patterns: restrictedImports(rule, importRules) },
        ] satisfies RuleSetting,
      },
    })),
    {
      files: ["src-main/electron/preload.ts"],
      rules: {
        "eslint/no-restricted-imports": [
          "error",
          {
            patterns: [
              {
                group: ["*", "!electron"],
                message:
                  "The preload is one sandboxed file: three functions over ipcRenderer, nothing else.",
              },
            ],
          },
        ],
      },
    },
    {
      // Plain scripts: their values have no types.
      files: ["**/*.js"],
      rules: Object.fromEntries(
        typeAware.map((name) => [`typescript/${name}`, "off" as const]),
      ),
    },
    {
      // These tools look for a default export.
      files: ["*.config.ts"],
      rules: { "eslint/no-restricted-exports": "off" },
    },
  ],
});

type RuleSetting = NonNullable<OxlintConfig["rules"]>[string];

function errors(
  plugin: string,
  names: readonly string[],
): Record<string, "error"> {
  return Object.fromEntries(
    names.map((name) => [`${plugin}/${name}`, "error"]),
  );
}
