// The rules of Odoo's own web client that find bugs, and its two about components.
import globals from "globals";

const component = (property) => ({
    selector:
        "ClassDeclaration[superClass.name='Component']" +
        `:not(:has(ClassBody.body > PropertyDefinition[key.name='${property}'][static='true']))`,
    message: `Component should declare static ${property}`,
});

export default [
    {
        files: ["**/static/**/*.js"],
        languageOptions: {
            ecmaVersion: "latest",
            sourceType: "module",
            globals: {...globals.browser, odoo: "readonly", owl: "readonly"},
        },
        rules: {
            "no-undef": "error",
            "no-unused-vars": ["error", {args: "none"}],
            "prefer-const": "error",
            eqeqeq: "error",
            "no-duplicate-imports": "error",
            "no-restricted-syntax": [
                "error",
                component("props"),
                component("template"),
            ],
        },
    },
];
