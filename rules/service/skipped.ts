const skipped =
  /^(node_modules|bower_components|vendor|dist|build|out|coverage|cdk\.out|\.aws-sam|\.serverless|\.build|\.git|\.webpack|\.esbuild|\.next|\.venv|venv)$/;

/** Whether a folder holds what others wrote, or what a build did, by its name: nobody looks there. */
export const isSkipped = (name: string): boolean => skipped.test(name);
