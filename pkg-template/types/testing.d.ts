export declare function createTestServer(options?: object): unknown;
