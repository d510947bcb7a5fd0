package io.hongyan.bench.peer.xmpp;

import io.hongyan.bench.Report;
import io.hongyan.bench.aim.Absence;
import io.hongyan.bench.aim.Tally;
import io.hongyan.bench.chat.Crowd;
import io.hongyan.bench.peer.Sockets;
import io.hongyan.launcher.LauncherException;
import java.util.ArrayList;
import java.util.List;

/**
 * Users who are away while others write to them. They catch up from the archive
 * (<a href="https://xmpp.org/extensions/xep-0313.html">XEP-0313</a>), with a priority at which the server does not also send them what
 * it kept for when they come: the archive stays, so that each round finds the same.
 */
final class XmppAbsence implements Absence {

    private static final int WRITTEN_PER_SECOND = 300;
    private static final int QUIET = -1;

    private final XmppServer server;
    private final Sockets sockets;
    private final String run;
    private final int users;
    private final int messages;
    private boolean missed;

    XmppAbsence(XmppServer server, Sockets sockets, String run, int users, int messages) {
        this.server = server;
        this.sockets = sockets;
        this.run = run;
        this.users = users;
        this.messages = messages;
    }

    @Override
    public void miss(Report report) {
        if (missed) {
            return;
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < users; i++) {
            names.add(writer(i));
            names.add(reader(i));
        }
        server.register(names);
        var tally = new Tally();
        List<XmppSpeaker> writers = new ArrayList<>();
        for (int i = 0; i < users; i++) {
            var speaker = XmppSpeaker.logIn(sockets, new Identity(writer(i), true, 0), tally);
            speaker.writeTo(reader(i));
            writers.add(speaker);
        }
        long all = (long) messages * users;
        report.say("writing %d messages to %d users who are away".formatted(all, users));
        Crowd crowd = Crowd.of(writers, tally);
        crowd.send(WRITTEN_PER_SECOND, all);
        if (!crowd.awaitAcks()) {
            throw new LauncherException("Not all messages were taken by %s.".formatted(server.name()));
        }
        crowd.close();
        missed = true;
    }

    @Override
    public List<XmppReturner> users() {
        List<XmppReturner> returners = new ArrayList<>();
        for (int i = 0; i < users; i++) {
            returners.add(new XmppReturner(sockets, new Identity(reader(i), false, QUIET), writer(i), messages));
        }
        return returners;
    }

    private String writer(int i) {
        return "offline-%s-%d-a".formatted(run, i);
    }

    private String reader(int i) {
        return "offline-%s-%d-b".formatted(run, i);
    }
}
