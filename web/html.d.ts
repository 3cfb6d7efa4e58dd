/** Pages are bundled into their functions as text. */
declare module '*.html' {
  const page: string;
  export default page;
}
