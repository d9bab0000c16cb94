/** Tailwind, as a step of PostCSS. */
export default { plugins: { "@tailwindcss/postcss": {} } };
