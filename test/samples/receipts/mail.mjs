import { post } from "./post-office.mjs";

export const handler = async (event) => post(event.detail.receipt);
