import { type Channel, DeliveryError } from "./channel";

/** The table's `onFinish`, called with the same `idempotencyKey` however often it runs. */
export const callback: Channel = {
  unready: (_config, _message, { table, task }) =>
    table?.bulk.onFinish && task.change ? undefined : "The table no longer declares an onFinish.",

  async send(_config, _message, { table, task, owner, snapshot }) {
    if (!table?.bulk.onFinish || !task.change) return;
    try {
      await table.bulk.onFinish(
        { state: task.state, counts: snapshot.counts, idempotencyKey: `${task.id}:${task.state}` },
        {
          id: task.id,
          table: task.tableName,
          operation: task.operation,
          change: task.change,
          actor: owner,
          total: task.total,
        },
      );
    } catch (error) {
      throw new DeliveryError("onFinish threw an error; the log of the worker has it.", { cause: error });
    }
  },
};
