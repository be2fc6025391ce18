package com.ytempire.ml.jobs.online;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Publishes versions, inactive. They are made on a thread of the sink's own and waited for at
 * checkpoints; what a failure repeats has the same number and content and changes nothing. A
 * publication that fails ends the job's run, which goes on from the last checkpoint.
 */
final class VersionSink implements Sink<LearntVersion> {
  private static final long serialVersionUID = 1L;

  private final PublisherFactory publishers;
  private final OnlineSettings settings;

  VersionSink(PublisherFactory publishers, OnlineSettings settings) {
    this.publishers = publishers;
    this.settings = settings;
  }

  @Override
  public SinkWriter<LearntVersion> createWriter(WriterInitContext context) {
    return new Writer(publishers.open(), settings.features());
  }

  private static final class Writer implements SinkWriter<LearntVersion> {
    private final PublisherFactory.Opened opened;
    private final OnlineVersions versions;
    private final ExecutorService thread =
        Executors.newSingleThreadExecutor(task -> new Thread(task, "publish-versions"));
    private final Queue<Future<?>> underWay = new ArrayDeque<>();

    Writer(PublisherFactory.Opened opened, List<String> features) {
      this.opened = opened;
      this.versions = new OnlineVersions(opened.publisher(), features);
    }

    @Override
    public void write(LearntVersion version, Context context)
        throws IOException, InterruptedException {
      while (!underWay.isEmpty() && underWay.element().isDone()) {
        await(underWay.remove());
      }
      underWay.add(thread.submit(() -> versions.publish(version)));
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
      while (!underWay.isEmpty()) {
        await(underWay.remove());
      }
    }

    private static void await(Future<?> publication) throws IOException, InterruptedException {
      try {
        publication.get();
      } catch (ExecutionException e) {
        throw new IOException("a version could not be published: " + e.getMessage(), e);
      }
    }

    @Override
    public void close() {
      thread.shutdownNow();
      opened.close();
    }
  }
}
