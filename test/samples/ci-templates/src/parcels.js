export const ship = async (order) => console.log(`Order ${order.id} leaves today.`);
