package com.ytempire.ml.local.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The processes of embedded servers, found by the folder that they work in. */
public final class ServerProcesses {
  private ServerProcesses() {}

  /** Ids of the Redis processes of the stack on a data folder. */
  public static List<Long> redis(Path data) throws IOException {
    return Processes.runningIn(data.toRealPath().resolve("redis"), "redis-server");
  }

  /** Ids of the Redis and Postgres processes of the stack on a data folder. */
  public static List<Long> all(Path data) throws IOException {
    List<Long> found = new ArrayList<>(redis(data));
    found.addAll(Processes.runningIn(data.toRealPath().resolve("postgres"), "postgres"));
    return found;
  }

  /** Ends the Redis of the stack on a data folder at once, as a crash would. */
  public static void killRedis(Path data) throws IOException {
    redis(data).forEach(pid -> Processes.signal(pid, "KILL"));
  }
}
