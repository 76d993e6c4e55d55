/** A style sheet as text: the build takes care of it. */
declare module '*.css' {
  const text: string;
  export default text;
}
