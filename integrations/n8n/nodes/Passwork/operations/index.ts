import { type IExecuteFunctions, type INodeProperties, NodeOperationError } from 'n8n-workflow';
import { apiCall } from './apiCall';
import { attachment } from './attachment';
import { folder } from './folder';
import { item } from './item';
import { reference } from './reference';
import type { Operation, Resource } from './types';
import { vault } from './vault';

const resources = [apiCall, attachment, folder, item, reference, vault];

/** The operation that the node is set to; expressions cannot change it from item to item. */
export function operationOf(functions: IExecuteFunctions): Operation {
  const [resource, operation] = ['resource', 'operation'].map((name) => functions.getNodeParameter(name, 0));
  const found = resources.find(({ value }) => value === resource)?.operations.find(({ value }) => value === operation);
  if (!found) throw new NodeOperationError(functions.getNode(), `There is no operation ${operation} of ${resource}`);
  return found;
}

const resourceChoice: INodeProperties = {
  displayName: 'Resource',
  name: 'resource',
  type: 'options',
  noDataExpression: true,
  default: 'item',
  options: resources.map(({ name, value }) => ({ name, value })),
};

// The rule sees no default that is computed.
// eslint-disable-next-line n8n-nodes-base/node-param-default-missing
const operationChoice = ({ value: resource, operations }: Resource): INodeProperties => ({
  displayName: 'Operation',
  name: 'operation',
  type: 'options',
  noDataExpression: true,
  displayOptions: { show: { resource: [resource] } },
  default: operations.some(({ value }) => value === 'get') ? 'get' : operations[0].value,
  options: operations.map(({ name, value, action, description }) => ({ name, value, action, description })),
});

/** The parameters of an operation, shown where it is chosen. */
const parametersOf = ({ value: resource, operations }: Resource): INodeProperties[] =>
  operations.flatMap(({ value: operation, parameters }) =>
    parameters.map((parameter) => ({
      ...parameter,
      displayOptions: { show: { resource: [resource], operation: [operation], ...parameter.displayOptions?.show } },
    })),
  );

export const properties: INodeProperties[] = [
  resourceChoice,
  ...resources.map(operationChoice),
  ...resources.flatMap(parametersOf),
];
