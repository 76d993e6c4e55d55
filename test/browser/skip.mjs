/** What a test throws that cannot run here. */
export class Skip extends Error {}
