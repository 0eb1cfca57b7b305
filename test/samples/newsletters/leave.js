const readers = require("./readers");

exports.handler = async (event) => {
  await readers.remove(event.detail.reader);
};
