package com.ytempire.ml.core.store.redis;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** The compare-and-set of the columns of one entity, run by the server. */
final class WriteScript {
  private final Script script;

  private WriteScript(Script script) {
    this.script = script;
  }

  static WriteScript load() {
    return new WriteScript(Script.load("/redis/write-features.lua"));
  }

  /**
   * Runs all calls in one pipeline. A server that does not know the script, because it is new, gets
   * it and then all calls once more: they change nothing when repeated.
   */
  void run(RedisClient client, List<Call> calls) {
    try {
      pipeline(client, calls);
    } catch (JedisNoScriptException e) {
      client.scriptLoad(script.source());
      pipeline(client, calls);
    }
  }

  private void pipeline(RedisClient client, List<Call> calls) {
    List<Response<Object>> responses = new ArrayList<>(calls.size());
    try (AbstractPipeline pipeline = client.pipelined()) {
      for (Call call : calls) {
        responses.add(pipeline.evalsha(script.sha1(), call.keys, call.arguments));
      }
      pipeline.sync();
    }
    // Asking for each answer is what makes a refused call an exception.
    responses.forEach(Response::get);
  }

  /**
   * Columns of one entity that were computed from one event.
   *
   * @param keys one per column
   * @param arguments seconds to live, time and event id, then version and value per column
   */
  record Call(List<String> keys, List<String> arguments) {}
}
