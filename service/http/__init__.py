"""GraphQL over HTTP, in the order in which a request passes.

Who asks (access), what is asked (request, persisted), whether the client has the answer already (caching; keeping
is of what is kept, and how much of it), and the endpoint that answers; disconnecting ends the work for who has gone.
"""
