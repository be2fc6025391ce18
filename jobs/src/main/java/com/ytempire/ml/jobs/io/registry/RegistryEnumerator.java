package com.ytempire.ml.jobs.io.registry;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/** Gives the one split to the first reader that is there. */
final class RegistryEnumerator implements SplitEnumerator<RegistrySplit, List<RegistrySplit>> {
  private final SplitEnumeratorContext<RegistrySplit> context;
  private final List<RegistrySplit> waiting;

  RegistryEnumerator(SplitEnumeratorContext<RegistrySplit> context, List<RegistrySplit> waiting) {
    this.context = context;
    this.waiting = new ArrayList<>(waiting);
  }

  @Override
  public void start() {}

  @Override
  public void addReader(int subtask) {
    waiting.forEach(split -> context.assignSplit(split, subtask));
    waiting.clear();
  }

  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {}

  @Override
  public void addSplitsBack(List<RegistrySplit> splits, int subtask) {
    waiting.addAll(splits);
    if (context.registeredReaders().containsKey(subtask)) {
      addReader(subtask);
    }
  }

  @Override
  public List<RegistrySplit> snapshotState(long checkpoint) {
    return List.copyOf(waiting);
  }

  @Override
  public void close() {}
}
