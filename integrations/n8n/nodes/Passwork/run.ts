import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Passwork } from 'passwork-wasm';
import { inNode } from './connection';
import { asNodeError, wordsFor } from './errors';
import { operationOf } from './operations';
import type { Operation } from './operations/types';
import { parametersOf } from './parameters/given';

/** Items that are read at the same time. What writes goes one after the other. */
const TOGETHER = 8;

/** The whole execution, in one session: all items. */
export async function runItems(functions: IExecuteFunctions): Promise<INodeExecutionData[]> {
  const items = functions.getInputData();
  if (!items.length) return [];
  const operation = operationOf(functions);
  const size = operation.writes ? 1 : TOGETHER;
  try {
    const work = async (passwork: Passwork) => {
      const results: INodeExecutionData[] = [];
      for (let start = 0; start < items.length; start += size) {
        const indexes = items.slice(start, start + size).map((_item, offset) => start + offset);
        const outcomes = await Promise.all(indexes.map((index) => outcome(functions, passwork, operation, index)));
        results.push(...outcomes.flat());
      }
      return results;
    };
    return await inNode(functions, work, functions.getExecutionCancelSignal());
  } catch (error) {
    // The login failed, which is the same for every item, or an item did that may not.
    if (!functions.continueOnFail()) throw asNodeError(functions.getNode(), error);
    return items.map((_item, index) => failed(error, index));
  }
}

async function outcome(
  functions: IExecuteFunctions,
  passwork: Passwork,
  { parameters, run }: Operation,
  index: number,
): Promise<INodeExecutionData[]> {
  try {
    const given = parametersOf(functions, index, parameters);
    const results = await run({ functions, given, passwork, index });
    return results.map((result) => ({ ...result, pairedItem: { item: index } }));
  } catch (error) {
    if (!functions.continueOnFail()) throw asNodeError(functions.getNode(), error, index);
    return [failed(error, index)];
  }
}

/**
 * What stands in the place of an item that failed. These two members, and no `error` beside `json`: so n8n leads it to the output for
 * errors, where there is one, and leaves the kind for the workflow to look at.
 */
function failed(error: unknown, index: number): INodeExecutionData {
  const { message, ...rest } = wordsFor(error);
  return { json: { message, error: rest }, pairedItem: { item: index } };
}
