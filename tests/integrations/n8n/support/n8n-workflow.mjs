// What the node takes from n8n-workflow, as far as these tests look at it.

class NodeError extends Error {
  constructor(node, cause, { message, description, itemIndex } = {}) {
    super(message ?? (typeof cause === 'string' ? cause : cause.message));
    this.node = node;
    this.description = description;
    this.context = { itemIndex };
  }
}

export class NodeApiError extends NodeError {
  constructor(node, cause, options = {}) {
    super(node, cause, options);
    this.name = 'NodeApiError';
    this.httpCode = options.httpCode ?? null;
  }
}

export class NodeOperationError extends NodeError {
  constructor(node, cause, options) {
    super(node, cause, options);
    this.name = 'NodeOperationError';
  }
}

export const NodeConnectionTypes = { Main: 'main' };

export function jsonParse(text, { errorMessage } = {}) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(errorMessage);
  }
}
