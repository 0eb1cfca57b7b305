const { SESv2Client, SendEmailCommand } = require("@aws-sdk/client-sesv2");

const ses = new SESv2Client({});

module.exports = {
  async send(letter, readers) {
    readers.forEach(async (reader) => {
      await ses.send(new SendEmailCommand({ Destination: { ToAddresses: [reader] }, Content: letter }));
    });
  },
};
