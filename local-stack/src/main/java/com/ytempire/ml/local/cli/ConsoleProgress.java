package com.ytempire.ml.local.cli;

import com.ytempire.ml.local.server.ServerName;
import com.ytempire.ml.local.server.StackProgress;
import com.ytempire.ml.local.server.StackServer;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** One line on the console for each thing that happens to a server. Safe to share. */
final class ConsoleProgress implements StackProgress {

  private final PrintWriter out;

  ConsoleProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void leftoversEnded(ServerName server) {
    line(server.label(), "an earlier run was killed and left it running; stopped", "");
  }

  @Override
  public void ready(StackServer server, Duration took) {
    line(
        server.name().label(),
        String.format(Locale.ROOT, "ready in %.1f s", took.toMillis() / 1000.0),
        server.address());
  }

  @Override
  public void stopped(ServerName server) {
    line(server.label(), "stopped", "");
  }

  /** A line in the same columns. */
  void line(String subject, String event, String detail) {
    String text = String.format(Locale.ROOT, "  %-10s %-16s %s", subject, event, detail);
    out.println(text.stripTrailing());
    out.flush();
  }
}
