const { compose } = require("./compose");
const mails = require("./mails");

exports.handler = async (event) => {
  const letter = compose(event.detail.topic);
  await mails.send(letter, event.detail.readers);
};
