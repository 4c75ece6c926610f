Console.WriteLine("usage: ./hub bench graphql|search");
