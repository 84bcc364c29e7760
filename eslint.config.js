import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** Excel's and Office's globals are spoken to in one folder; everything else takes what that folder gives. */
const OFFICE_GLOBALS = ["Excel", "Office", "OfficeExtension", "OfficeRuntime"].map((name) => ({
  name,
  message: "Only addin/excel talks to Office.js.",
}));

/** ECMAScript 3, for web views that can read no more: ESLint's own parser holds it to that. */
const OLD_BROWSER = "addin/old-browser.js";

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", "coverage/", "data/"] },
  ...tseslint.configs.recommended.map((config) => ({ ...config, ignores: [OLD_BROWSER] })),
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: { eqeqeq: "error" },
  },
  {
    files: ["**/*.ts", "**/*.tsx"],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { "react-hooks": hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/only-throw-error": "error",
    },
  },
  {
    files: ["addin/**/*.ts", "addin/**/*.tsx", "shared/**/*.ts", "server/**/*.ts"],
    ignores: ["addin/excel/**"],
    rules: { "no-restricted-globals": ["error", ...OFFICE_GLOBALS] },
  },
  {
    files: [OLD_BROWSER],
    languageOptions: { ecmaVersion: 3, sourceType: "script" },
  },
  {
    files: ["**/*.cjs"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
);
