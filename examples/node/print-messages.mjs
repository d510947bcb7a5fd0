// Prints what people write, a line for each message. Arguments: the brokers (localhost:7490 is ./hongyan up), a group of your own.
import { createFileRegistry, fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { Kafka, logLevel } from "kafkajs";
import { readFileSync } from "node:fs";

const MESSAGE_SENT = "hongyan.events.v1.Event.message_sent";

const [brokers = "localhost:7490", groupId = "print-messages"] = process.argv.slice(2);

// The contracts as last released, in one file: nothing has to be generated. What is newer is passed over.
const contracts = readFileSync(new URL("../../proto/released.binpb", import.meta.url));
const event = createFileRegistry(fromBinary(FileDescriptorSetSchema, contracts)).getMessage("hongyan.events.v1.Event");

const kafka = new Kafka({ clientId: groupId, brokers: brokers.split(","), logLevel: logLevel.ERROR });
// kafkajs reads committed records only, unless it is told otherwise: what was aborted never happened.
const consumer = kafka.consumer({ groupId });

await consumer.connect();
// Where a group begins that has no position: at the beginning, or now.
await consumer.subscribe({ topic: "hongyan.events.v1", fromBeginning: true });
await consumer.run({
  // The position moves after this has returned: after a crash in between, a message comes again.
  eachMessage: async ({ message }) => {
    if (message.headers.ce_type?.toString() !== MESSAGE_SENT) {
      return; // skipped without decoding it
    }
    const { conversationId, seq, actor, payload } = fromBinary(event, message.value);
    console.log(`${conversationId} #${seq} ${actor.userId}: ${payload.value.content.kind.value}`);
  },
});

for (const signal of ["SIGTERM", "SIGINT"]) {
  process.once(signal, () => consumer.disconnect()); // leaves the group, with its position kept
}
