/** Pages are bundled into their functions as text. */
declare module '*.html' {
  const page: string;
  export default page;
}

/** So is the description of the API, which is served as it is. */
declare module '*.json' {
  const text: string;
  export default text;
}
