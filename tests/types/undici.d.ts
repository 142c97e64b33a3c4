// As much of undici as an example needs; the package itself is not installed.
declare module 'undici' {
  export class Agent {
    constructor(options: { connect: { ca: string; cert: string; key: string } });
  }
  export function fetch(url: string, init: { method: string; redirect: 'manual'; dispatcher: Agent }): Promise<Response>;
}
