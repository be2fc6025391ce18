package com.ytempire.ml.features.series;

import com.ytempire.ml.features.definition.WindowKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** All windows of a series: their sections in state, and what was closed. */
final class Windows {
  private static final int MAX_SECTIONS = 4096;

  private final Window[] windows;
  private final boolean hasEventWindows;
  private final List<ClosedWindow> closed = new ArrayList<>();

  Windows(List<WindowSpec> specs) {
    windows = specs.stream().map(Window::new).toArray(Window[]::new);
    hasEventWindows = specs.stream().anyMatch(spec -> spec.kind() != WindowKind.TRAILING);
  }

  Window get(int index) {
    return windows[index];
  }

  void start() {
    for (Window window : windows) {
      window.start();
    }
  }

  /** Reads all sections to the end of the state. Those of windows that are gone are left out. */
  void read(StateReader in, long baseTime) {
    int sections = in.readCount(MAX_SECTIONS);
    int first = in.position();
    boolean inOrder = sections == windows.length;
    for (int i = 0; i < sections && inOrder; i++) {
      inOrder = in.readLong() == windows[i].spec.signature();
      if (inOrder) {
        int end = in.readInt() + in.position();
        windows[i].read(in, baseTime);
        requireEnd(in, end);
      }
    }
    if (!inOrder) {
      readChanged(in, first, sections, baseTime);
    }
    in.requireEnd();
  }

  private void readChanged(StateReader in, int first, int sections, long baseTime) {
    start();
    in.position(first);
    for (int i = 0; i < sections; i++) {
      long signature = in.readLong();
      int length = in.readInt();
      int end = in.position() + length;
      for (Window window : windows) {
        if (window.spec.signature() == signature) {
          in.position(end - length);
          window.read(in, baseTime);
          requireEnd(in, end);
        }
      }
      in.position(end);
    }
  }

  private static void requireEnd(StateReader in, int end) {
    if (in.position() != end) {
      throw new SeriesStateException(
          "a window's state ends at " + in.position() + " instead of " + end);
    }
  }

  void write(StateWriter out, long baseTime) {
    out.writeVarint(windows.length);
    for (Window window : windows) {
      window.write(out, baseTime);
    }
  }

  /** Forgets what was closed before and closes up to a time. */
  boolean close(long time) {
    forgetClosed();
    boolean any = false;
    if (hasEventWindows) {
      for (Window window : windows) {
        any |= window.close(time, closed);
      }
    }
    return any;
  }

  void forgetClosed() {
    closed.clear();
  }

  long nextEnd() {
    long next = Long.MAX_VALUE;
    for (Window window : windows) {
      next = Math.min(next, window.nextEnd());
    }
    return next;
  }

  void drainClosed(Consumer<ClosedWindow> sink) {
    closed.sort(
        Comparator.comparingLong(ClosedWindow::startMillis)
            .thenComparingInt(window -> window.column().slot())
            .thenComparingLong(ClosedWindow::endMillis));
    closed.forEach(sink);
    closed.clear();
  }
}
