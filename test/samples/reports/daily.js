const AWS = require("aws-sdk");

const s3 = new AWS.S3();

exports.handler = function (event, context, callback) {
  const report = {
    Bucket: process.env.REPORTS_BUCKET,
    Key: `${event.time}.json`,
    Body: JSON.stringify(event),
  };

  s3.putObject(report, (error) => callback(error, "written"));
};
