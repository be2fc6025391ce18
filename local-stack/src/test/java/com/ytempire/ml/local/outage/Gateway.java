package com.ytempire.ml.local.outage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands in front of a server of this machine. While it hangs, requests pass and answers do not:
 * what callers gave up may have been done all the same.
 */
final class Gateway implements AutoCloseable {
  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private boolean hanging;

  Gateway() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Begins to take callers, for the server on a port. */
  void open(int target) {
    threads.execute(() -> accept(target));
  }

  /** Holds answers back until {@link #goOn}. */
  synchronized void hang() {
    hanging = true;
  }

  /** Lets pass what was held back. */
  synchronized void goOn() {
    hanging = false;
    notifyAll();
  }

  private synchronized void awaitGoingOn() throws InterruptedException {
    while (hanging) {
      wait();
    }
  }

  private void accept(int target) {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        sockets.add(client);
        connect(client, target);
      } catch (IOException e) {
        continue; // It is being closed.
      }
    }
  }

  private void connect(Socket client, int target) throws IOException {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(server);
      threads.execute(() -> pump(client, server, false));
      threads.execute(() -> pump(server, client, true));
    } catch (IOException e) {
      client.close(); // The server is away.
    }
  }

  private void pump(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[8192];
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (answers) {
          awaitGoingOn();
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      return; // Either side has closed: so does this connection.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
