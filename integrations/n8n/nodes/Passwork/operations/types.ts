import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Passwork } from 'passwork-wasm';
import type { Given } from '../parameters/values';

/** What an operation is given: the session of the execution, and the item that it is done for. */
export interface Context {
  /** n8n's, but for the one that gives parameters: they have been read. */
  functions: Pick<IExecuteFunctions, 'getNode' | 'helpers'>;
  given: Given;
  passwork: Passwork;
  index: number;
}

export interface Operation {
  name: string;
  value: string;
  /** The line in the panel of nodes. */
  action: string;
  description: string;
  /** Whether it changes something on the server. */
  writes?: true;
  /** Its parameters; where they are shown is added in operations/index.ts. */
  parameters: INodeProperties[];
  run(context: Context): Promise<INodeExecutionData[]>;
}

export interface Resource {
  name: string;
  value: string;
  operations: Operation[];
}
