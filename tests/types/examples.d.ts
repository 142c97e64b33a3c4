// What the examples in the documentation comments take as given.
import type { AgentConstructor, Attachment, Passwork as Client, HttpAgentLike, Password, Tokens } from 'passwork-wasm';

declare global {
  const passwork: Client;
  interface Window {
    passwork(host: string): Client;
  }
  const attachment: Attachment;
  const password: Password;
  const host: string, id: string, secret: string, vaultId: string, folderId: string, stored: string;
  const ids: string[];
  const input: HTMLInputElement;
  const ca: string, cert: string, key: string;
  const https: { Agent: new (options: { ca: string; cert: string; key: string }) => HttpAgentLike };
  const MyAgent: AgentConstructor;
  function store(tokens: Tokens): void;
  function connect(url: string, login: string, password: string): void;
}
