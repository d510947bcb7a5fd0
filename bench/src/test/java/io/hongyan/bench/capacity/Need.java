package io.hongyan.bench.capacity;

/**
 * What so many users need.
 *
 * @param messages a second at the busiest moment
 * @param logins a second then
 * @param sockets at once
 * @param connectorCores cores of all connectors, headroom included, as are the others
 * @param messageCores of all roles of message-service
 * @param restCores of presence, history, push and Redis
 * @param brokerCores of Kafka
 * @param databaseCores of PostgreSQL
 * @param connectors pods, the chart's minimum at least
 * @param partitions of the event log
 * @param logGigabytesADay what the event log grows by, before it is copied
 * @param databaseGigabytesADay what the databases grow by
 */
record Need(
        double messages,
        double logins,
        double sockets,
        double connectorCores,
        double messageCores,
        double restCores,
        double brokerCores,
        double databaseCores,
        long connectors,
        long partitions,
        double logGigabytesADay,
        double databaseGigabytesADay) {

    static final int SOCKETS_OF_A_CONNECTOR = 15_000;
    private static final int CONNECTORS_MIN = 2;
    private static final int PARTITIONS_MIN = 8;
    private static final double SECONDS_A_DAY = 86_400;
    private static final double MILLIS = 1_000;

    static Need of(double users, Habits habits) {
        double active = users * habits.activeShare();
        double messagesADay = active * habits.messagesADay();
        double messages = messagesADay / SECONDS_A_DAY * habits.peak();
        double logins = active * habits.loginsADay() / SECONDS_A_DAY * habits.peak();
        double sockets = users * habits.onlineShare();
        // Of what was measured for all processes together, each gets the share that it has of a message, or of a login.
        double further = Figure.DELIVERY.value() * habits.membersMore();
        double all = Figure.CONNECTOR_MESSAGE.value()
                + Figure.MESSAGE_MESSAGE.value()
                + Figure.REST_MESSAGE.value()
                + Figure.BROKER_MESSAGE.value()
                + Figure.DATABASE_MESSAGE.value();
        double perMessage = 1 + further / all;
        // Beside the connector's, presence has a little more than half and message-service most of the rest.
        double otherLogin = (Figure.LOGIN.value() - Figure.CONNECTOR_LOGIN.value()) / 2;
        return new Need(
                messages,
                logins,
                sockets,
                cores(
                        habits,
                        messages * Figure.CONNECTOR_MESSAGE.value() * perMessage
                                + logins * Figure.CONNECTOR_LOGIN.value()),
                cores(habits, messages * Figure.MESSAGE_MESSAGE.value() * perMessage + logins * otherLogin),
                cores(habits, messages * Figure.REST_MESSAGE.value() * perMessage + logins * otherLogin),
                cores(habits, messages * Figure.BROKER_MESSAGE.value() * perMessage),
                cores(habits, messages * Figure.DATABASE_MESSAGE.value() * perMessage),
                Math.max(CONNECTORS_MIN, (long) Math.ceil(sockets * habits.headroom() / SOCKETS_OF_A_CONNECTOR)),
                partitions(messages * habits.headroom()),
                messagesADay * Storage.LOG_BYTES / Storage.GIGABYTE,
                messagesADay * Storage.DATABASE_BYTES / Storage.GIGABYTE);
    }

    /** The next power of two: what was measured on eight, for each of them as much. */
    private static long partitions(double messages) {
        double each = Figure.BUSIEST.value() / PARTITIONS_MIN;
        long needed = PARTITIONS_MIN;
        while (needed * each < messages) {
            needed *= 2;
        }
        return needed;
    }

    private static double cores(Habits habits, double millisASecond) {
        return millisASecond / MILLIS * habits.headroom();
    }

    /** What the busiest moment of so many users takes of all processes. */
    double cores() {
        return connectorCores + messageCores + restCores + brokerCores + databaseCores;
    }

    /** The same, or what the rounds of a suite take in any case if that is more. */
    double coresAtLeast(Habits habits) {
        return Math.max(cores(), Figure.ROUNDS.value() * habits.headroom());
    }
}
