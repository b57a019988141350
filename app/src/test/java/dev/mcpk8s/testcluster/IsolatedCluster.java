package dev.mcpk8s.testcluster;

/**
 * A cluster for one test that breaks it or must find it empty. It costs some seconds and 400 MiB,
 * so few tests take one: as a parameter with {@link TestClusterExtension} (it ends with the test,
 * or with the class when taken by {@code @BeforeAll} or a constructor), or by {@link #start()}.
 */
public sealed class IsolatedCluster extends TestCluster implements AutoCloseable
        permits NodeCluster {

    IsolatedCluster(Launcher launcher) {
        super(launcher);
    }

    /** Starts a cluster that the caller closes. */
    public static IsolatedCluster start() {
        return new IsolatedCluster(Launcher.start());
    }

    /** Kills the API server: connections break off, new ones are refused. */
    public void stopApiServer() {
        launcher().say("stop-apiserver");
    }

    /**
     * Starts the API server again on the same port, with the same objects, and waits until it is
     * ready.
     */
    public void startApiServer() {
        launcher().say("start-apiserver");
    }

    /** Makes the API server hang: connections stay open or are accepted, and nothing answers. */
    public void pauseApiServer() {
        launcher().say("pause-apiserver");
    }

    /** Lets a hanging API server go on. */
    public void resumeApiServer() {
        launcher().say("resume-apiserver");
    }

    /** Ends the cluster and waits until its processes and files are gone. */
    @Override
    public void close() {
        launcher().close();
    }
}
