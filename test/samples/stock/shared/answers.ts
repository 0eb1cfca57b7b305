export const answer = (body: unknown, statusCode = 200) => ({ statusCode, body: JSON.stringify(body) });
