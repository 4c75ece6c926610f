namespace ResearchHub.Api.Transport;

/// <summary>Types of the messages that a server sends in graphql-transport-ws.</summary>
internal static class SocketMessageTypes
{
    public static readonly byte[] ConnectionAck = [.. "connection_ack"u8];
    public static readonly byte[] Pong = [.. "pong"u8];
    public static readonly byte[] Next = [.. "next"u8];
    public static readonly byte[] Error = [.. "error"u8];
    public static readonly byte[] Complete = [.. "complete"u8];
}
