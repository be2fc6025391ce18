package com.ytempire.ml.core.store.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** The compare-and-set of the columns of one entity, run by the server. */
final class WriteScript {
  private final String source;
  private final String sha1;

  private WriteScript(String source) {
    this.source = source;
    try {
      byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
      this.sha1 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-1", e);
    }
  }

  static WriteScript load() {
    try (InputStream in = WriteScript.class.getResourceAsStream("/redis/write-features.lua")) {
      if (in == null) {
        throw new IllegalStateException("redis/write-features.lua is not on the class path");
      }
      return new WriteScript(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs all calls in one pipeline. A server that does not know the script, because it is new, gets
   * it and then all calls once more: they change nothing when repeated.
   */
  void run(RedisClient client, List<Call> calls) {
    try {
      pipeline(client, calls);
    } catch (JedisNoScriptException e) {
      client.scriptLoad(source);
      pipeline(client, calls);
    }
  }

  private void pipeline(RedisClient client, List<Call> calls) {
    List<Response<Object>> responses = new ArrayList<>(calls.size());
    try (AbstractPipeline pipeline = client.pipelined()) {
      for (Call call : calls) {
        responses.add(pipeline.evalsha(sha1, call.keys, call.arguments));
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
