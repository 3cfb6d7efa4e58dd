declare module 'njre' {
  const njre: { install(version: number, options: { installPath: string }): Promise<string> };
  export default njre;
}
