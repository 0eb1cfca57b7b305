export declare function count(data: string): Promise<void>;
export declare function copy(data: string): Promise<void>;
