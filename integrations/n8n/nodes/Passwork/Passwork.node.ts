import {
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { passworkApiTest } from './connection/credentialTest';
import { searchFolders, searchVaults } from './listSearch';
import { properties } from './operations';
import { runItems } from './run';

// No tool for AI agents: what a model has read is no secret any more.
// eslint-disable-next-line @n8n/community-nodes/node-usable-as-tool
export class Passwork implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Passwork',
    name: 'passwork',
    icon: { light: 'file:passwork.svg', dark: 'file:passwork.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
    description: 'Read and write passwords in Passwork',
    defaults: { name: 'Passwork' },
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'passworkApi', required: true, testedBy: 'passworkApiTest' }],
    properties,
    // For versions of n8n that redact by this; older ones do not look at it.
    sensitiveOutputFields: ['password', 'custom', 'values', 'code', 'link', 'answer'],
  };

  methods = {
    credentialTest: { passworkApiTest },
    listSearch: { searchVaults, searchFolders },
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return [await runItems(this)];
  }
}
