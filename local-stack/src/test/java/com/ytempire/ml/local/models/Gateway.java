package com.ytempire.ml.local.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands in front of a server and holds its answers back once so many bytes have passed. */
final class Gateway implements AutoCloseable {
  private final ServerSocket listener;
  private final int target;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private long allowed;
  private long passed;

  /**
   * @param target port of the server on this machine
   * @param allowed bytes of answers that pass before it holds the rest back
   */
  Gateway(int target, long allowed) throws IOException {
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.target = target;
    this.allowed = allowed;
    threads.execute(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Bytes of answers that have passed so far. */
  synchronized long passed() {
    return passed;
  }

  /** Breaks every connection that is open and lets everything pass on later ones. */
  void open() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    synchronized (this) {
      allowed = Long.MAX_VALUE;
      notifyAll();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.addAll(List.of(client, server));
        threads.execute(() -> pump(client, server, false));
        threads.execute(() -> pump(server, client, true));
      } catch (IOException e) {
        continue; // It is being closed, or one client has gone.
      }
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
          pass(read);
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      return; // Either side has closed: so does this connection.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void pass(int bytes) throws InterruptedException {
    while (passed + bytes > allowed) {
      wait();
    }
    passed += bytes;
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
